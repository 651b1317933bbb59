import { excerpt, grafanaUidShape, longestGrafanaUid } from "../../base";
import { ConstructError } from "../construct-error";
import { isKnown } from "../aws/tokens";

/** Something that neither the provider's schema nor a plan refuses, and Grafana does. */
export interface GrafanaFault {
  /** Where it is in the props: `rules[0].condition`. */
  readonly property: string;
  readonly message: string;
  readonly fix: string;
}

/**
 * Refuses a resource for all of its faults at once.
 *
 * @throws {ConstructError} if there are any
 */
export function refuse(path: string, faults: readonly GrafanaFault[]): void {
  const [first] = faults;
  if (first === undefined) return;
  if (faults.length === 1) throw new ConstructError(path, "value", `${first.property} ${first.message}`, first.fix);
  throw new ConstructError(
    path,
    "value",
    `${faults.length} properties cannot have their values`,
    faults.map(({ fix, message, property }) => `${property} ${message}. ${fix}`).join("\n  "),
  );
}

/** A text that Grafana takes in one form only; one that Terraform knows later is not judged. */
export function formFault(
  property: string,
  text: string | undefined,
  { fix, form, noun }: { readonly form: RegExp; readonly noun: string; readonly fix: string },
): GrafanaFault[] {
  if (text === undefined || !isKnown(text) || form.test(text)) return [];
  return [{ property, message: `is ${excerpt(text)}, which is not ${noun}`, fix }];
}

export const uidForm = {
  form: grafanaUidShape,
  noun: "a uid",
  fix: `Use 1 to ${longestGrafanaUid} letters, digits, - and _.`,
} as const;

export const durationForm = {
  form: /^(?:0|(?:\d{1,9}(?:ms|s|m|h|d|w))+)$/,
  noun: "a duration",
  fix: "Write numbers with units: 30s, 5m, 1h30m.",
} as const;

export const nameForm = { form: /\S/, noun: "a name", fix: "Write a text that is not blank." } as const;

const schemeForm = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/;

/** An address; what is refused may hold a password, and is not shown. */
export function addressFault(property: string, url: string | undefined): GrafanaFault[] {
  if (url === undefined || !isKnown(url) || schemeForm.test(url)) return [];
  return [
    {
      property,
      message: "is not an address",
      fix: "Write it with scheme and host, and without user and password: https://grafana.example.com.",
    },
  ];
}

/** A secret that is written in the code, which is not shown. */
export function secretFault(property: string, value: string | undefined): GrafanaFault[] {
  if (value === undefined || !isKnown(value)) return [];
  return [
    {
      property,
      message: "is written in the code",
      fix: "Give a token of Terraform's: a sensitive variable, or what is read from a store of secrets. If it was committed, revoke it.",
    },
  ];
}

/** Headers that sign in, and are written in the code. */
export function secretHeaderFaults(headers: Readonly<Record<string, string>> | undefined): GrafanaFault[] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) =>
    /authorization|cookie|key|token/i.test(name) ? secretFault(`httpHeaders.${name}`, value) : [],
  );
}

/** One of a closed set of words, which JavaScript does not check. */
export function wordFault(property: string, word: string | undefined, words: readonly string[]): GrafanaFault[] {
  if (word === undefined || !isKnown(word) || words.includes(word)) return [];
  return [{ property, message: `is ${excerpt(word)}`, fix: `Use ${words.join(", ")}.` }];
}
