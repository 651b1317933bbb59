import { isRecord, readJson } from "../base";

/** Why a policy or a body cannot be read at all. */
export type DocumentFault = { readonly kind: "not-json" } | { readonly kind: "not-an-object" };

/** The object that a JSON text holds, or why there is none. */
export function readDocument(
  text: string,
): { readonly members: Record<string, unknown> } | { readonly fault: DocumentFault } {
  const read = readJson(text);
  if (read === undefined) return { fault: { kind: "not-json" } };
  return isRecord(read.value) ? { members: read.value } : { fault: { kind: "not-an-object" } };
}
