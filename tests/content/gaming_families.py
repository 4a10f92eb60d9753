"""Families of replies that try to buy points, each drawn from a seed: what gaming_seeded.py plays.

A family is a function of a Table (what the gamer knows: the rubric's own phrases and model answers, what the customer says) and a
random source, and gives the agent's replies. The gamer of these families has read the rubric, but has nothing to say."""
import pathlib
import re
import unicodedata

import yaml


class Table:
    """What there is to cheat with: `good` the phrases that a rubric rewards, expanded; `bad` those it forbids; `models` its
    model answers; `customer` the customer's lines; `name` the customer's name; `turns` how many replies an honest agent gave."""

    def __init__(self, rubric_path, customer, name, turns):
        self.customer, self.name, self.turns = customer, name, turns
        document = yaml.safe_load(rubric_path.read_text(encoding="utf-8"))
        self.lists = {}
        for included in document.get("include", []):
            self.lists.update(yaml.safe_load((rubric_path.parent / included).read_text(encoding="utf-8"))["lists"])
        self.lists.update(document.get("words", {}))
        self.good, self.bad, self.models = [], [], []
        for section in document["sections"]:
            for criterion in section["criteria"]:
                self.add(criterion)
        self.good = self.good or ["sorry", "thank you"]

    def add(self, criterion):
        said = [criterion.get("require", [])]
        said += [step["said"] for step in criterion.get("order", []) if isinstance(step, dict) and "said" in step]
        said += [level.get("say", []) for level in criterion.get("levels", {}).values() if isinstance(level, dict)]
        said += [mark.get("say", []) for mark in criterion.get("markers", []) if mark.get("points", mark.get("weight", 1)) > 0]
        for phrases in said:
            self.good += [phrase for phrase in as_list(phrases) if isinstance(phrase, str)]
        self.bad += [phrase for phrase in as_list(criterion.get("forbid", [])) if isinstance(phrase, str)]
        if criterion.get("model"):
            self.models.append(str(criterion["model"]))

    def expand(self, phrase, random, depth=0):
        """A text that the phrase finds: marks and lists resolved at random."""
        def word_list(match):
            name = match.group(1)
            if name in BUILT_IN:
                return self.name if name == "name" else random.choice(BUILT_IN[name])
            entries = [entry for entry in as_list(self.lists.get(name, [])) if isinstance(entry, str)]
            return self.expand(random.choice(entries), random, depth + 1) if entries and depth < 8 else ""

        text = phrase
        while re.search(r"\([^()]*\)", text):
            text = re.sub(r"\(([^()]*)\)", lambda m: m.group(1) if random.random() < .5 else "", text)
        text = " ".join(random.choice(word.split("/")) for word in text.split())
        text = re.sub(r"<([a-z-]+)(?::[a-z-]+)?>", word_list, text)
        return " ".join(text.replace("...", " ").replace("*", "").split())

    def phrase(self, random):
        return self.expand(random.choice(self.good), random) or "sorry"

    def phrases(self, random, count):
        return [self.phrase(random) for _ in range(count)]

    def words(self, random, count):
        """Single words out of the good phrases: the content of them, as a keyword stuffer would pick."""
        found = []
        while len(found) < count:
            found += [word for word in self.phrase(random).split() if len(word) > 3 or random.random() < .15]
        return found[:count]

    def each_turn(self, make):
        return [make() for _ in range(self.turns)]


BUILT_IN = {"number": ["5", "two"], "money": ["£5"], "time": ["5pm", "noon"], "date": ["Friday"], "duration": ["two days"],
            "name": [""], "agent": ["Sam"], "company": ["Acme"], "fact": ["40017"]}


def as_list(value):
    return value if isinstance(value, list) else [value]


# ---- piles of words ----

def short_pile(table, random):
    return [" ".join(table.words(random, random.randint(14, 40)))]


def long_pile(table, random):
    return [" ".join(table.words(random, random.randint(60, 160)))]


def pile_each_turn(table, random):
    return table.each_turn(lambda: " ".join(table.words(random, random.randint(12, 40))))


def pile_with_commas(table, random):
    return table.each_turn(lambda: ", ".join(table.words(random, random.randint(12, 40))))


def pile_with_stops(table, random):
    return table.each_turn(lambda: " ".join(word.capitalize() + "." for word in table.words(random, random.randint(12, 40))))


def pile_with_rules(table, random):
    mark = random.choice([" / ", " | ", " - ", "; ", " & ", " + ", "\n", " · "])
    return table.each_turn(lambda: mark.join(table.words(random, random.randint(14, 40))))


def phrases_in_a_row(table, random):
    return [" ".join(table.phrases(random, random.randint(8, 16)))]


def phrases_each_turn(table, random):
    return table.each_turn(lambda: " ".join(table.phrases(random, random.randint(5, 14))))


def one_sentence(table, random):
    return [random.choice([" and ", ", ", " so ", " and also "]).join(table.phrases(random, random.randint(8, 25))) + "."]


def one_sentence_each_turn(table, random):
    sentence = one_sentence(table, random)[0]
    return [sentence] * table.turns


def code_switched(table, random):
    other = ["lo siento", "gracias", "désolé", "merci", "danke", "es tut mir leid", "prego", "scusi", "obrigado", "bitte", "ありがとう"]
    return table.each_turn(lambda: " ".join(random.choice([random.choice(other), table.phrase(random)])
                                            for _ in range(random.randint(10, 30))))


# ---- words that are not meant ----

def negated(table, random):
    before = ["I won't say", "I never say", "Don't say", "There is no", "I can't say", "I am not saying", "Nobody says"]
    return table.each_turn(lambda: " ".join(f"{random.choice(before)} {phrase}." for phrase in table.phrases(random, random.randint(2, 6))))


def quoted(table, random):
    before = ["My colleague said", "They tell us to say", "The script says", "Others would say", "On the wall it says"]
    marks = random.choice([('"', '"'), ("“", "”")])
    return table.each_turn(lambda: " ".join(f"{random.choice(before)} {marks[0]}{phrase}{marks[1]}."
                                            for phrase in table.phrases(random, random.randint(2, 6))))


def sarcastic(table, random):
    lines = ["Oh great, another one.", "Sooo sorry, your highness.", "Yeah right.", "What a surprise.", "Good for you.", "Lucky you.",
             "Aren't you special.", "Boo hoo.", "How sad for you.", "As if.", "Well done you.", "My heart bleeds."]
    return table.each_turn(lambda: " ".join(random.sample(lines, 2) + [table.phrase(random).capitalize() + ", yeah right."]))


# ---- words of others ----

def parroted(table, random):
    swaps = {"my": "your", "i": "you", "me": "you", "our": "your", "we": "you"} if random.random() < .5 else {}

    def echo(number):
        words = [swaps.get(word.lower(), word) for word in table.customer[min(number, len(table.customer) - 1)].split()]
        if random.random() < .5 and len(words) > 3:
            del words[random.randrange(len(words))]
        return " ".join(words)
    return [echo(number) for number in range(table.turns)]


def pasted_models(table, random):
    return [" ".join(random.sample(table.models, random.randint(min(3, len(table.models)), len(table.models))))]


def pasted_models_each_turn(table, random):
    models = random.sample(table.models, len(table.models))
    return [" ".join(models[number::table.turns]) or models[0] for number in range(table.turns)]


def pasted_models_edited(table, random):
    """One word in ten is changed, which makes them no more one's own."""
    words = [random.choice(["so", "well", "now", "ok"]) if random.random() < .06 else word for word in " ".join(table.models).split()]
    return [" ".join(words)]


def one_line_again(table, random):
    line = f"I'm so sorry, {table.name}, that must be upsetting, I'll fix it today and call you by five, is there anything else?"
    lines = []
    for _ in range(table.turns):
        words = line.split()
        words[random.randrange(len(words))] = random.choice(["really", "now", "please", "very"])
        lines.append(" ".join(words))
    return lines


# ---- floods and stock ----

def apology_flood(table, random):
    lines = ["Sorry.", "I'm so sorry.", "We apologise.", "My apologies.", "I'm truly sorry.", "So very sorry about all of this.",
             "Please accept our apologies.", "Sorry again.", "I do apologise.", f"Sorry, {table.name}."]
    return table.each_turn(lambda: " ".join(random.choice(lines) for _ in range(random.randint(3, 9))))


def stock(table, random):
    lines = ["I understand.", "I understand your frustration.", "I am sorry for the inconvenience.", "We value your business.",
             "Your call is important to us.", "Thank you for your patience.", "Rest assured.", "We take this very seriously.",
             "I completely understand.", "We apologise for any inconvenience caused.", "I hear you."]
    return table.each_turn(lambda: " ".join(random.sample(lines, random.randint(1, 4))))


# ---- tricks with letters ----

def disguise(text, random, how):
    twins = str.maketrans("aeopcyxi", "аеорсухі")
    if how == "homoglyphs":
        return text.translate(twins)
    if how == "full width":
        return "".join(chr(ord(c) + 0xFEE0) if 0x21 <= ord(c) <= 0x7E else c for c in text)
    if how == "right to left":
        return "\u202e" + text + "\u202c"
    if how == "decomposed":
        return unicodedata.normalize("NFD", text.replace("o", "ö") if random.random() < .5 else text)
    joint = {"zero width": "\u200b", "joiners": "\u200d", "soft hyphens": "\u00ad", "marks": "\u0335", "word joiners": "\u2060",
             "spaces": " ", "byte order marks": "\ufeff"}[how]
    return "".join(c + joint if c.isalpha() else c for c in text)


DISGUISES = ["homoglyphs", "full width", "right to left", "decomposed", "zero width", "joiners", "soft hyphens", "marks",
             "word joiners", "spaces", "byte order marks"]


def disguised_pile(table, random):
    how = random.choice(DISGUISES)
    return table.each_turn(lambda: disguise(" ".join(table.words(random, random.randint(14, 40))), random, how))


def white_space(table, random):
    blanks = [" ", "\t", "\u00a0", "\u2003", "\n", "\r\n", "\u3000"]
    return table.each_turn(lambda: "".join(word + random.choice(blanks) * random.randint(1, 30)
                                           for word in table.words(random, random.randint(10, 25))))


def shouted(table, random):
    return table.each_turn(lambda: "!!! ".join(phrase.upper() for phrase in table.phrases(random, random.randint(4, 10))) + "!!!")


def emoji(table, random):
    return table.each_turn(lambda: "".join(random.choice("🙏😭❤️🎉👍😊💐🤝✅📦🙇🥺") for _ in range(random.randint(1, 40))))


FAMILIES = [short_pile, long_pile, pile_each_turn, pile_with_commas, pile_with_stops, pile_with_rules, phrases_in_a_row,
            phrases_each_turn, one_sentence, one_sentence_each_turn, code_switched, negated, quoted, sarcastic, parroted, pasted_models,
            pasted_models_each_turn, pasted_models_edited, one_line_again, apology_flood, stock, disguised_pile, white_space, shouted,
            emoji]


def table_of(root, rubric, group):
    turns = min(len([reply for reply in row["replies"] if not reply.startswith("/")])
                for row in group["rows"] if row["kind"].startswith("honest"))
    return Table(pathlib.Path(root) / "rubrics" / (rubric + ".yaml"), group["customer"], group["name"], turns)
