import type { Path } from "../base";
import { lineRoles } from "../contract";

/** A field, an event or a signal of a contract that is written in a configuration. */
export interface ContractPart {
  /** Path of the contract. */
  readonly contract: Path;
  readonly kind: "fields" | "events" | "signals";
  readonly name: string;
}

/** The part of a contract that a path leads to or into; undefined for any other path. */
export function contractPart(path: Path): ContractPart | undefined {
  const contract = contractAt(path);
  if (contract === undefined) return undefined;
  const [kind, name] = path.slice(contract.length);
  return (kind === "fields" || kind === "events" || kind === "signals") && name !== undefined
    ? { contract, kind, name: String(name) }
    : undefined;
}

/** The parts of what a contract says of its lines that a path leads to or into: all of them for `line` itself; none for any other path. */
export function lineParts(path: Path): readonly string[] {
  const [part, key] = path.slice(contractAt(path)?.length ?? path.length);
  if (part === "conventions") return ["conventions"];
  if (part !== "line") return [];
  const all: readonly string[] = [...lineRoles, "levels", "text", "where"];
  return typeof key === "string" && all.includes(key) ? [key] : all;
}

/** The path of the contract that a path leads to or into: `contracts.<name>`, `services.<service>.contract`. */
export function contractAt(path: Path): Path | undefined {
  if (path[0] === "contracts" && path.length > 1) return path.slice(0, 2);
  return path[0] === "services" && path[2] === "contract" ? path.slice(0, 3) : undefined;
}
