import { createHash } from "node:crypto";
import { refuse } from "../errors";
import { numberText } from "../number";
import { fromJson, isMapping, isSequence, sortedEntries, type Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { define, ofTexts } from "./define";
import { withoutEnd } from "./texts";

export const encodingFunctions: Readonly<Record<string, LanguageFunction>> = {
  jsonencode: define(1, 1, (value = null) => jsonEncode(value)),
  jsondecode: ofTexts(1, (text = "") => jsonDecode(text)),
  base64encode: ofTexts(1, (text = "") => Buffer.from(text, "utf8").toString("base64")),
  base64decode: ofTexts(1, (text = "") => base64Decode(text)),
  md5: ofTexts(1, (text = "") => createHash("md5").update(text).digest("hex")),
  sha1: ofTexts(1, (text = "") => createHash("sha1").update(text).digest("hex")),
  sha256: ofTexts(1, (text = "") => createHash("sha256").update(text).digest("hex")),
  sha512: ofTexts(1, (text = "") => createHash("sha512").update(text).digest("hex")),
  base64sha256: ofTexts(1, (text = "") => createHash("sha256").update(text).digest("base64")),
  base64sha512: ofTexts(1, (text = "") => createHash("sha512").update(text).digest("base64")),
  urlencode: ofTexts(1, (text = "") => urlEncode(text)),
  basename: ofTexts(1, (text = "") => withoutEnd(text, "/").split("/").pop() ?? ""),
};

/** JSON as Terraform writes it: no blanks, keys in order, and `<`, `>` and `&` escaped. */
export function jsonEncode(value: Value): string {
  if (typeof value === "string") return jsonText(value);
  if (typeof value === "number") return numberText(value);
  if (isSequence(value)) return `[${value.items.map(jsonEncode).join(",")}]`;
  if (isMapping(value))
    return `{${sortedEntries(value)
      .map(([key, part]) => `${jsonText(key)}:${jsonEncode(part)}`)
      .join(",")}}`;
  return JSON.stringify(value);
}

/** A JSON string with the escapes of Go's encoder. */
export function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function jsonDecode(text: string): Value {
  try {
    return fromJson(JSON.parse(text));
  } catch (fault) {
    return refuse(`the text is not JSON: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

function base64Decode(text: string): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    return refuse("the text is not base64");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, "base64"));
  } catch {
    return refuse("the decoded bytes are not UTF-8 text");
  }
}

/** As Go's url.QueryEscape: a blank is `+`, and only letters, digits and `-_.~` are not escaped. */
function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
