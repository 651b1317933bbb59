import { Token } from "cdktf";

// A value that Terraform knows only later stands in strings as `${...}`, in lists as `#{...}`, and among numbers as one that
// cdktf recognises. Such a value is never measured, cut or compared.

/** True if the text is all there at synthesis: it holds no token and no Terraform expression. */
export function isKnown(text: string): boolean {
  return !text.includes("${") && !text.includes("#{TfToken[");
}

/** True if the number is there at synthesis. */
export function isKnownNumber(value: number): boolean {
  return !Token.isUnresolved(value);
}

/**
 * Text for people or for AWS as Terraform must read it: `${` and `%{` start a template even in JSON syntax, so they are
 * doubled. Tokens stay as they are.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-literals
 */
export function literal(text: string): string {
  if (!text.includes("${") && !text.includes("%{")) return text;
  return text.replace(/\$\{(?!TfToken\[)/g, "$$${").replace(/%\{/g, "%%{");
}
