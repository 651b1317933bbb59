import { createHash } from "node:crypto";
import { longestGrafanaUid } from "../base";
import type { Board } from "./board";

/**
 * `shop-prod-service-checkout`. What is too long is cut, and ends with a hash of the whole.
 */
export function boardUid(project: string, environment: string, key: string): string {
  const whole = `${project}-${environment}-${key}`;
  const plain = whole.replace(/[^A-Za-z0-9_-]/g, "-");
  if (plain === whole && whole.length <= longestGrafanaUid) return whole;
  const hash = digest(whole).toString("hex").slice(0, 8);
  return `${plain.slice(0, longestGrafanaUid - hash.length - 1)}-${hash}`;
}

/**
 * Ids of a board's rows and panels, by the row's key and `row/panel`: numbers that follow from the keys alone, so that what is added leaves the
 * others alone. If two keys had the same number, the later in the alphabet would take another.
 */
export function panelIds({ rows }: Pick<Board, "rows">): ReadonlyMap<string, number> {
  const keys = rows.flatMap((row) => [row.key, ...row.panels.map((panel) => panelKey(row, panel))]);
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of [...keys].sort()) {
    let id = idOf(key);
    for (let again = 1; taken.has(id); again++) id = idOf(`${key} ${String(again)}`);
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}

/** A panel's key on its board. */
export function panelKey(row: { readonly key: string }, panel: { readonly key: string }): string {
  return `${row.key}/${panel.key}`;
}

/** From 1 on; Grafana keeps such numbers in 32 bits. */
function idOf(key: string): number {
  return (digest(key).readUInt32BE(0) % 0x7ffffffe) + 1;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
