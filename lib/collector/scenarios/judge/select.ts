import { isRecord, own, readJson, valueAt } from "../../../base";
import { keysOf } from "../../../contract";
import { matchesGlob } from "../glob";
import type { Selector } from "../scenario";
import { durationOf, type Item, type LogItem, serviceOf, severityName, type Value } from "../telemetry";

/** A part of a selector that an item does not match: what is wanted, and what it has. */
export interface Mismatch {
  readonly part: string;
  readonly wanted: string;
  readonly has: string;
}

/** Whether an item is meant. */
export function isMeant(item: Item, selector: Selector): boolean {
  return item.kind === selector.kind && mismatches(item, selector).length === 0;
}

/** How an item of the selector's kind differs from what is meant. */
export function mismatches(item: Item, selector: Selector): Mismatch[] {
  const found: Mismatch[] = [];
  const need = (part: string, wanted: string | undefined, has: string, holds: boolean = wanted === has): void => {
    if (wanted !== undefined && !holds) found.push({ part, wanted, has: has === "" ? "(none)" : has });
  };
  const name = nameOf(item);
  need(item.kind === "log" ? "body" : "name", selector.name, name, matchesGlob(selector.name, name));
  need("service", selector.service, serviceOf(item));
  for (const [key, wanted] of Object.entries(selector.where)) {
    const has = attributeOf(item, key);
    need(
      key,
      valueText(wanted),
      has === undefined ? "(absent)" : valueText(has),
      has !== undefined && isSame(has, wanted),
    );
  }
  if (item.kind === "span") {
    const { status, spanKind, root, slower, faster } = selector;
    const duration = durationOf(item);
    need("status", status, item.status);
    need("kind", spanKind, item.spanKind);
    need("root", root === undefined ? undefined : String(root), String(item.parentId === ""));
    need("slower", msText(slower), `${duration}ms`, slower === undefined || duration > slower);
    need("faster", msText(faster), `${duration}ms`, faster === undefined || duration <= faster);
  }
  if (item.kind === "log") {
    need("severity", selector.severity, severityName(item.severityNumber));
    if (selector.event !== undefined) {
      const has = fieldsOf(item)(selector.event.field);
      need("event", selector.event.name, has === undefined ? "" : valueText(has));
    }
  }
  return found;
}

/** Reads the fields of a record's body, by the names that a contract gives them: of a map, or of JSON as text. */
export function fieldsOf({ body }: LogItem): (name: string) => Value | undefined {
  const line = typeof body === "string" ? readJson(body)?.value : body;
  return (name) => (isRecord(line) ? (valueAt(line, keysOf(name)) as Value | undefined) : undefined);
}

function msText(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : `${milliseconds}ms`;
}

/** Name of a span or metric; text of a log record's body. */
export function nameOf(item: Item): string {
  return item.kind === "log" ? valueText(item.body) : item.name;
}

/** An attribute of an item or, if it has none of that name, of its resource. */
export function attributeOf(item: Item, key: string): Value | undefined {
  return own(item.attributes, key) ?? own(item.resource, key);
}

export function isSame(a: Value, b: Value): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && canonical(a) === canonical(b));
}

/** A text as it is, any other value as JSON. */
export function valueText(value: Value): string {
  return typeof value === "string" ? value : canonical(value);
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
