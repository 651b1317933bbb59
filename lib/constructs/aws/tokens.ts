import { Token } from "cdktf";

// A value that only Terraform knows is a token: `${...}` in strings, `#{...}` in lists, and a special number that cdktf recognises.
// Such values are never measured, cut or compared.

/** Whether a text is known at synthesis: it contains no token and no Terraform expression. */
export function isKnown(text: string): boolean {
  return !/(?<!\$)\$\{|[$#]\{TfToken\[/.test(text);
}

/** Whether a number is known at synthesis. */
export function isKnownNumber(value: number): boolean {
  return !Token.isUnresolved(value);
}

/**
 * A text as Terraform must read it: `${` and `%{` start a template, in JSON syntax too, so they are escaped. Tokens are kept.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-literals
 */
export function literal(text: string): string {
  if (!text.includes("${") && !text.includes("%{")) return text;
  return text.replace(/\$\{(?!TfToken\[)/g, "$$${").replace(/%\{/g, "%%{");
}
