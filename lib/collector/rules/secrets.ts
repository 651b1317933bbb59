import { line, type Path } from "../../base";
import { isFilledIn } from "../read/references";
import { family } from "./family";
import { sectionNames, textsIn } from "./values";

/** Secrets do not stand in a file that is committed. */
export const secrets = family(
  {
    "secret-literal": {
      severity: "error",
      what: "Passwords, tokens and keys are references: `${env:TOKEN}`.",
      why: "Whoever can read the file, its history, the task's definition or a manifest has the secret.",
      fix: "Put it into the environment of the collector, from a store of secrets, and refer to it: `${env:TOKEN}`. Then replace it: it has been seen.",
      source: "https://opentelemetry.io/docs/security/config-best-practices/",
    },
  },
  ({ document: { service, ...sections } }, report) => {
    const found = (path: Path, text: string): void => {
      const kind = kindOf(path, text);
      if (kind !== undefined) report("secret-literal", path, { message: line`${kind} stands in the file` }, "value");
    };
    for (const section of sectionNames)
      for (const { path, text } of textsIn(sections[section], [section])) found(path, text);
    for (const { path, text } of textsIn(service.telemetry, ["service", "telemetry"])) found(path, text);
  },
);

const secretKey =
  /(?:^|[._-])(?:password|passwd|passphrase|secret|token|api_?key|access_?key|secret_?key|secret_access_key|private_?key|license_?key|hmac_key|credentials|connection_string|key_pem)$/i;

const secretHeader =
  /^(?:(?:proxy-)?authorization|.*(?:api|access|ingest(?:ion)?|license)[-_]?(?:key|token).*|.*[-_](?:token|secret|apikey)|x-honeycomb-team|uptrace-dsn|x-api-key|token|apikey|cookie)$/i;

/** What is there, without its value; undefined for no secret. */
function kindOf(path: Path, text: string): string | undefined {
  if (text.length < 4 || text.length > 20_000) return undefined;
  if (/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/.test(text) && !text.includes("EXAMPLE"))
    return "an AWS access key";
  const [, password = ""] = /[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]{1,200}:([^\s/?#@]{1,200})@/i.exec(text) ?? [];
  if (password !== "" && !isFilledIn(password) && !isPlaceholder(password)) return "an address with a password";
  if (/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text)) return "a private key";
  if (isFilledIn(text) || isPlaceholder(text)) return undefined;
  const key = String(path.at(-1));
  const before = String(path.at(-2));
  // `headers: { name: value }`, and `headers: [{ name, value }]`, whose name is not seen here.
  if (before === "headers" && secretHeader.test(key)) return line`the header ${key}`;
  if (typeof path.at(-1) === "string" && secretKey.test(key) && !isNameOf(path)) return line`${key}`;
  if (before === "api" && key === "key") return "api.key";
  return undefined;
}

/** Where such a key holds the name of something, or a pattern. */
function isNameOf(path: Path): boolean {
  return path.some(
    (part) =>
      part === "actions" ||
      part === "attributes" ||
      part === "resource_attributes" ||
      part === "metrics" ||
      part === "labels" ||
      part === "mappings",
  );
}

/** What stands for a secret in documents: `<token>`, `your-api-key`, `xxxx`, `changeme`, `$TOKEN`, `0000-0000`. */
function isPlaceholder(text: string): boolean {
  return (
    /^\s*(?:[A-Za-z]+ )?(?:<[^>]*>|\{\{.*\}\}|\[[^\]]*\]|\$\(.*\)|[*x.]{3,}|%[^%]*%|@@.*@@)\s*$/i.test(text) ||
    /\b(?:your|my|some|insert|replace|placeholder|example|change[-_ ]?me|redacted|dummy|todo|fake|test)(?:\b|[-_A-Z])/i.test(
      text,
    ) ||
    /^\$?[A-Z][A-Z0-9_]*$/.test(text) ||
    // Zeros, as in tokens that only have the right form.
    new Set(text.replaceAll("-", "")).size < 2
  );
}
