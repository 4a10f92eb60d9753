#include "cli/credential.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "json/json.h"

#include <string.h>

static void add_list(struct json_writer *w, const char *key, const char *one, const char *two)
{
	json_key(w, key);
	json_open_array(w);
	json_str(w, one);
	if (two)
		json_str(w, two);
	json_close_array(w);
}

static void add_time(struct json_writer *w, const char *key, int64_t ms)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

	clock_add_iso(&when, ms);
	json_key_str(w, key, when.buf);
}

static void make_id(const struct credential *c, char id[64])
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	char hex[HASH_HEX_SIZE];

	strbuf_addf(&text, "%s\n%s\n%lld\n", c->name, c->bar->name, (long long)c->issued_ms);
	strbuf_add(&text, c->public_key, SIGN_PUBLIC_BYTES);
	hash_sha256_hex(strbuf_sv(&text), hex);
	snprintf(id, 64, "urn:uuid:%.8s-%.4s-5%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17, hex + 20);
}

static void add_subject(struct json_writer *w, const struct credential *c)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	json_key(w, "credentialSubject");
	json_open_object(w);
	add_list(w, "type", "AchievementSubject", NULL);
	json_key(w, "identifier");
	json_open_array(w);
	json_open_object(w);
	json_key_str(w, "type", "IdentityObject");
	json_key_str(w, "identityType", "userName");
	json_key_bool(w, "hashed", false);
	json_key_str(w, "identityHash", c->name);
	json_close_object(w);
	json_close_array(w);
	json_key(w, "achievement");
	json_open_object(w);
	strbuf_addstr(&text, "urn:rolecall:bar:");
	base64url_add(&text, sv_from(c->bar->name));
	json_key_str(w, "id", text.buf);
	add_list(w, "type", "Achievement", NULL);
	json_key_str(w, "name", c->bar->name);
	json_key_str(w, "description", "Conversations with simulated customers, held as exams.");
	strbuf_reset(&text);
	strbuf_addf(&text, "%d of the newest %d exams passed, each in another scenario", c->bar->passes, c->bar->forms);
	if (c->bar->cut > 0)
		strbuf_addf(&text, ", at %.1f per cent or more", c->bar->cut);
	strbuf_addstr(&text, ", and no critical error in any of them.");
	json_key(w, "criteria");
	json_open_object(w);
	json_key_str(w, "narrative", text.buf);
	json_close_object(w);
	json_close_object(w);
	json_close_object(w);
}

static void add_evidence(struct json_writer *w, const struct standing *standing)
{
	json_key(w, "evidence");
	json_open_array(w);
	for (int i = 0; i < standing->taken; i++) {
		const struct attempt *attempt = &standing->attempts[i];
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

		strbuf_addf(&text, "%s, ", attempt->scenario);
		clock_add_iso(&text, attempt->started_ms);
		strbuf_addf(&text, ", %.1f per cent, %s; scenario %s; rubrics %s",
			    attempt->has_score ? attempt->score : 0, attempt->passed ? "passed" : "not passed",
			    attempt->scenario_hash, attempt->rubrics);
		json_open_object(w);
		add_list(w, "type", "Evidence", NULL);
		json_key_str(w, "name", attempt->scenario);
		json_key_str(w, "narrative", text.buf);
		json_close_object(w);
	}
	json_close_array(w);
}

static void add_payload(const struct credential *c, const char *id, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf issuer = STRBUF_INIT;
	struct json_writer w;

	strbuf_addstr(&issuer, "urn:rolecall:key:");
	base64url_add(&issuer, sv_make((const char *)c->public_key, SIGN_PUBLIC_BYTES));
	json_writer_init(&w, out);
	json_open_object(&w);
	add_list(&w, "@context", "https://www.w3.org/ns/credentials/v2",
		 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
	json_key_str(&w, "id", id);
	add_list(&w, "type", "VerifiableCredential", "OpenBadgeCredential");
	json_key_str(&w, "name", c->bar->name);
	json_key(&w, "issuer");
	json_open_object(&w);
	json_key_str(&w, "id", issuer.buf);
	add_list(&w, "type", "Profile", NULL);
	json_key_str(&w, "name", c->issuer);
	json_close_object(&w);
	add_time(&w, "validFrom", c->issued_ms);
	add_time(&w, "validUntil", c->expires_ms);
	add_subject(&w, c);
	add_evidence(&w, c->standing);
	json_key_str(&w, "iss", issuer.buf);
	json_key_str(&w, "jti", id);
	json_key_str(&w, "sub", c->name);
	json_key_int(&w, "nbf", c->issued_ms / 1000);
	json_key_int(&w, "exp", c->expires_ms / 1000);
	json_close_object(&w);
}

void credential_add(const struct credential *c, char id[64], struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf head = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf payload = STRBUF_INIT;
	unsigned char signature[SIGN_BYTES];
	struct json_writer w;

	make_id(c, id);
	base64url_add(&key, sv_make((const char *)c->public_key, SIGN_PUBLIC_BYTES));
	json_writer_init(&w, &head);
	json_open_object(&w);
	json_key_str(&w, "alg", "EdDSA");
	json_key_str(&w, "typ", "JWT");
	json_key(&w, "jwk");
	json_open_object(&w);
	json_key_str(&w, "kty", "OKP");
	json_key_str(&w, "crv", "Ed25519");
	json_key_str(&w, "x", key.buf);
	json_close_object(&w);
	json_close_object(&w);
	add_payload(c, id, &payload);
	base64url_add(out, strbuf_sv(&head));
	strbuf_addch(out, '.');
	base64url_add(out, strbuf_sv(&payload));
	sign_bytes(strbuf_sv(out), c->secret, signature);
	strbuf_addch(out, '.');
	base64url_add(out, sv_make((const char *)signature, sizeof signature));
}

static bool split(struct sv text, struct sv parts[3])
{
	for (int i = 0; i < 2; i++) {
		const char *dot = text.n ? memchr(text.p, '.', text.n) : NULL;

		if (!dot)
			return false;
		parts[i] = sv_make(text.p, (size_t)(dot - text.p));
		text = sv_make(dot + 1, text.n - parts[i].n - 1);
	}
	parts[2] = text;
	return !text.n || !memchr(text.p, '.', text.n);
}

/* The key that the header names. */
static bool read_head(struct sv part, struct credential_view *out)
{
	CLEANUP_STRBUF struct strbuf head = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;
	struct err ignored = ERR_INIT;
	struct json_value *root = base64url_decode(part, &head) ? json_parse(strbuf_sv(&head), &ignored) : NULL;
	bool good = root && sv_is(json_text(json_get(root, "alg")), "EdDSA") &&
		    base64url_decode(json_text(json_get(json_get(root, "jwk"), "x")), &key) &&
		    key.len == SIGN_PUBLIC_BYTES;

	if (good)
		memcpy(out->public_key, key.buf, SIGN_PUBLIC_BYTES);
	json_free(root);
	return good;
}

static bool read_payload(struct sv part, struct credential_view *out)
{
	struct err ignored = ERR_INIT;
	double from, until;

	out->root = base64url_decode(part, &out->payload) ? json_parse(strbuf_sv(&out->payload), &ignored) : NULL;
	out->id = json_text(json_get(out->root, "id"));
	out->name = json_text(json_get(out->root, "sub"));
	out->bar = json_text(json_get(out->root, "name"));
	out->issuer = json_text(json_get(json_get(out->root, "issuer"), "name"));
	from = json_number(json_get(out->root, "nbf"), -1);
	until = json_number(json_get(out->root, "exp"), -1);
	if (!out->root || !out->name.n || !out->bar.n || !(from >= 0 && from < 1e12 && until >= 0 && until < 1e12))
		return false;
	out->issued_ms = (int64_t)from * 1000;
	out->expires_ms = (int64_t)until * 1000;
	return true;
}

bool credential_read(struct sv text, const char *file, const unsigned char *public_key, struct credential_view *out,
		     bool *good, struct err *err)
{
	CLEANUP_STRBUF struct strbuf signature = STRBUF_INIT;
	struct sv parts[3];

	memset(out, 0, sizeof *out);
	strbuf_init(&out->payload, 0);
	*good = false;
	text = sv_trim(text);
	if (!split(text, parts) || !read_head(parts[0], out) || !read_payload(parts[1], out) ||
	    !base64url_decode(parts[2], &signature) || signature.len != SIGN_BYTES)
		return err_set(err, ERR_INPUT, "%.200s is no certificate.", file);
	*good = sign_check(sv_make(text.p, parts[0].n + 1 + parts[1].n), (const unsigned char *)signature.buf,
			   public_key ? public_key : out->public_key);
	return true;
}

void credential_release(struct credential_view *view)
{
	json_free(view->root);
	strbuf_release(&view->payload);
}
