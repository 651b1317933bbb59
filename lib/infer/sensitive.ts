import { baseContract } from "../contract";

/** What a value seems to be that a contract must not repeat: personal data, and secrets, which nobody should have logged. */
export type Sensitive = PersonalData | Secret;
export type PersonalData = "e-mail address" | "IP address" | "card number" | "phone number";
export type Secret =
  "JSON Web Token" | "AWS access key" | "private key" | "bearer token" | "API key" | "secret by its name";

const secrets: ReadonlySet<Sensitive> = new Set<Sensitive>([
  "JSON Web Token",
  "AWS access key",
  "private key",
  "bearer token",
  "API key",
  "secret by its name",
]);

export function isSecret(kind: Sensitive): kind is Secret {
  return secrets.has(kind);
}

/** Characters of a value that are looked at. */
const MOST = 4096;

/** The worst that a text holds; undefined if nothing is suspected. Linear in its length. */
export function sensitiveIn(value: string): Sensitive | undefined {
  // Most values are short words, and this is much faster.
  if (value.length < 6 || !MAYBE.test(value)) return undefined;
  const text = value.slice(0, MOST);
  for (const [kind, sign, pattern] of shapes) if (text.includes(sign) && pattern.test(text)) return kind;
  if (/bearer /i.test(text) && BEARER.test(text)) return "bearer token";
  if (hasEmail(text)) return "e-mail address";
  if (hasCard(text)) return "card number";
  if (isAddress(text)) return "IP address";
  return PHONE.test(text) ? "phone number" : undefined;
}

const MAYBE = /@|eyJ|A[KS]IA|-----BEGIN|earer |EARER |[sr]k_|gh[pousr]_|glpat-|xox|AIza|\d[-. \d]{5}|:[0-9a-fA-F]*:/;

const shapes: readonly (readonly [Secret, string, RegExp])[] = [
  ["JSON Web Token", "eyJ", /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9._-]+/],
  ["AWS access key", "IA", /\bA[KS]IA[0-9A-Z]{16}\b/],
  ["private key", "-----BEGIN", /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/],
  ["API key", "_", /\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|gh[pousr]_[A-Za-z0-9]{30,})/],
  ["API key", "glpat-", /\bglpat-[A-Za-z0-9_-]{16,}/],
  ["API key", "xox", /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ["API key", "AIza", /\bAIza[A-Za-z0-9_-]{30,}/],
];

const BEARER = /bearer +[^\s"',;]{16,}/i;
const PHONE =
  /^(?:\+\d{1,3}[ .-]?(?:\(\d{1,5}\)|\d{1,5})(?:[ .-]?\d{2,5}){1,4}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})$/;

/** Looks around each `@`, so that a text of any form takes linear time. */
function hasEmail(text: string): boolean {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (!/[A-Za-z0-9._%+-]$/.test(text.slice(Math.max(0, at - 1), at))) continue;
    if (
      /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}(?![A-Za-z0-9])/.test(
        text.slice(at + 1, at + 256),
      )
    )
      return true;
  }
  return false;
}

function hasCard(text: string): boolean {
  for (const [, digits = ""] of text.matchAll(/(?<![\w.-])([3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7})(?![\w.-])/g))
    if (isCard(digits.replaceAll(/[ -]/g, ""))) return true;
  return false;
}

/** Whether digits are a payment card's, by their first one and Luhn's check digit. */
export function isCard(digits: string): boolean {
  if (!/^[3-6]\d{12,18}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d{1,5})?$/;
const IPV6 = /^\[?(?=.*:.*:)[0-9a-f:]{2,39}(?:%\w+)?\]?(?::\d{1,5})?$/i;

/** Whether all of a text is an address, with or without a port; not that of a host itself. */
function isAddress(text: string): boolean {
  if (text.length > 48 || /^(?:127\.|0\.0\.0\.0|::1?$)/.test(text)) return false;
  if (IPV4.test(text)) return true;
  // A time of day has colons, too.
  return (
    IPV6.test(text) &&
    !/^\d{1,2}:\d\d(?::\d\d)?$/.test(text) &&
    (/[a-f]/i.test(text) || text.includes("::") || text.split(":").length > 4)
  );
}

const withoutStyle = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

const secretKeys: ReadonlySet<string> = new Set(
  [
    ...baseContract.redaction.keys,
    "pwd",
    "credentials",
    "x_api_key",
    "secret_key",
    "secret_access_key",
    "connection_string",
  ].map(withoutStyle),
);

/** Whether a key says that its value is a secret, or data that no service may log. */
export function isSecretKey(key: string): boolean {
  return secretKeys.has(withoutStyle(key));
}

/** Whether a value may be shown to whoever reads a report: it is nobody's data, and not a secret, as far as that can be seen. */
export function mayShow(keys: readonly string[], value: unknown): boolean {
  if (typeof value === "object" && value !== null) return true;
  return !keys.some(isSecretKey) && !isPersonalName(keys) && sensitiveIn(String(value)) === undefined;
}

/** Whether a value is what a redaction leaves. */
export function isMasked(value: string): boolean {
  return (
    value.length < 4 ||
    /^[^A-Za-z0-9]+$|^(.)\1*$|\*{3}|redact|mask|filtered|hidden|removed|scrub|undefined|null|none/i.test(value)
  );
}

/** Names of what says something about a person: whole keys, or their last words. */
const personalKeys: ReadonlySet<string> = new Set(
  [
    ...[
      "email",
      "mail",
      "user",
      "user_name",
      "username",
      "user_email",
      "email_address",
      "first_name",
      "last_name",
      "full_name",
    ],
    ...["given_name", "family_name", "surname", "customer_name", "phone", "phone_number", "mobile", "msisdn"],
    ...["birthday", "birth_date", "date_of_birth", "dob", "street", "street_address", "postal_code", "zip_code", "zip"],
    ...["passport", "passport_number", "tax_id", "national_id", "user_id", "customer_id", "person_id", "patient_id"],
    ...[
      "ip",
      "ip_address",
      "client_ip",
      "source_ip",
      "src_ip",
      "remote_ip",
      "user_ip",
      "source_ip_address",
      "remote_addr",
    ],
    ...["remote_address", "client_address", "remote_host", "x_forwarded_for", "forwarded_for", "latitude", "longitude"],
  ].map(withoutStyle),
);

const personalPaths =
  /(?:^|\.)(?:user|customer|person|account|profile|client|visitor|patient)\.(?:id|name|email|login|ip|address)$/i;

/** Whether a field's name says that its value is personal data. */
export function isPersonalName(keys: readonly string[]): boolean {
  return personalKeys.has(withoutStyle(keys.at(-1) ?? "")) || personalPaths.test(keys.join("."));
}
