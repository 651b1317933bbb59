import {
  baseContract,
  type Contract,
  type ContractDefinition,
  contractOf,
  type ContractRuleId,
  type ContractReport,
  type FaultyParts,
  inspectContract,
  nothingFaulty,
  presetNames,
  presetOf,
  reportOf,
  reportsFrom,
} from "../contract";
import { append, own, type Path, pathText } from "../base";
import { contractAt, contractPart, lineParts } from "./contract-path";
import { logsNothing } from "./log-settings";
import { withoutAbsent } from "./merge";
import { noLines } from "./no-lines";
import { type ConfigFinding, problem, unknownName } from "./errors";
import type { ParsedConfig } from "./schema";
import { isContract, type ContractInput } from "./schema/contract";
import { unreadable } from "./stand-ins";

/** The contracts of services, and what is wrong with them. */
export interface ResolvedContracts {
  /** By the service's name; what is sound of them, so that one mistake does not hide those of alarms. */
  readonly contracts: ReadonlyMap<string, Contract>;

  /** What is wrong with contracts in the configuration, and with references to them. */
  readonly findings: readonly ConfigFinding[];

  /** What was found in contracts that code defines: each once, those of the contracts that it extends before it. */
  readonly reports: readonly ContractReport[];
}

/** What the contracts of a configuration are read from. */
interface Written {
  readonly config: ParsedConfig;

  /** The names of all `contracts`, those with errors included. */
  readonly names: ReadonlySet<string>;

  /** Findings on the shape: the parts of contracts that they are about are not in `config`. */
  readonly shapeFindings: readonly ConfigFinding[];
}

/** Checks and resolves contracts that are named, written inline, or defined by code. */
export function resolveContracts(written: Written): ResolvedContracts {
  const resolver = new Resolver(written);
  for (const name of Object.keys(written.config.contracts ?? {})) resolver.named(name);
  const contracts = new Map<string, Contract>();
  for (const [service, entry] of Object.entries(written.config.services)) {
    const contract = resolver.slot(entry, service);
    if (contract !== undefined) contracts.set(service, reportOf(contract)?.sound ?? contract);
  }
  return { contracts, findings: resolver.findings, reports: [...resolver.reports] };
}

class Resolver {
  readonly findings: ConfigFinding[] = [];
  readonly reports = new Set<ContractReport>();
  private readonly done = new Map<string, Contract | undefined>();
  private readonly under: string[] = [];
  private readonly table: Readonly<Record<string, ContractInput>>;
  private readonly unread: ReadonlyMap<string, Unread>;

  constructor(private readonly written: Written) {
    this.table = written.config.contracts ?? {};
    this.unread = unreadParts(written.shapeFindings);
  }

  slot({ contract: slot, ...entry }: Written["config"]["services"][string], service: string): Contract | undefined {
    const path = ["services", service, "contract"];
    if (slot === undefined && logsNothing(entry)) return noLines;
    if (slot === undefined) {
      this.missing(service);
      return undefined;
    }
    if (typeof slot === "string") return this.reference(slot, path);
    if (!isContract(slot)) return this.definition(slot, slot.name ?? service, path);
    for (const report of reportsFrom(reportOf(slot))) this.reports.add(report);
    return slot;
  }

  named(name: string): Contract | undefined {
    if (this.done.has(name)) return this.done.get(name);
    const definition = own(this.table, name);
    if (definition === undefined) return undefined;
    this.under.push(name);
    const contract = this.definition(definition, name, ["contracts", name]);
    this.under.pop();
    this.done.set(name, contract);
    return contract;
  }

  private missing(service: string): undefined {
    this.findings.push(
      problem(
        "contract-missing",
        ["services", service],
        "nothing says what its log lines are",
        "Give it a `contract`, base or one of your own; or write logs: none if it logs nothing and its alarms are on metrics of AWS.",
      ),
    );
  }

  private reference(name: string, path: Path): Contract | undefined {
    const { names } = this.written;
    if (name === unreadable) return undefined;
    // One of the configuration that extends the one whose name it has means that.
    if (!names.has(name) || this.under.at(-1) === name) {
      const known = name === baseContract.name ? baseContract : presetOf(name);
      if (known !== undefined) return known;
    }
    if (!names.has(name)) {
      const known = [...names, baseContract.name, ...presetNames];
      this.findings.push(unknownName({ rule: "contract-unknown", path, what: "contract", name, names: known }));
      return undefined;
    }
    if (this.under.includes(name)) {
      const round = [...this.under.slice(this.under.indexOf(name)), name].join(" -> ");
      this.findings.push(problem("contract-cycle", path, `the contract extends itself: ${round}`));
      return undefined;
    }
    return this.named(name);
  }

  private definition(input: ContractInput, name: string, path: Path): Contract | undefined {
    const { extends: parent, ...own } = input;
    const base = parent === undefined ? undefined : this.reference(parent, [...path, "extends"]);
    const unread = this.unread.get(pathText(path)) ?? nothingUnread;
    const isComplete = (parent === undefined || base !== undefined) && !unread.isPartial;
    const definition = {
      ...withoutAbsent(own),
      name,
      ...(base === undefined ? {} : { extends: base }),
    } as ContractDefinition;
    const report = inspectContract(definition, unread);
    append(
      this.findings,
      report.findings
        // Without its base, nearly every name in it would be unknown: that is one finding.
        .filter(({ rule }) => isComplete || whateverItExtends.has(rule))
        .map((finding) => ({ ...finding, at: { ...finding.at, path: [...path, ...finding.at.path] } })),
    );
    return isComplete ? contractOf(report) : undefined;
  }
}

/** Rules on what is written in a contract itself. */
const whateverItExtends: ReadonlySet<ContractRuleId> = new Set([
  "field-name",
  "event-name",
  "event-level",
  "signal-name",
  "signal-empty",
  "signal-where",
  "signal-dimensions",
  "signal-default",
  "signal-unit",
  "pattern-syntax",
  "redaction-shape",
]);

/** What of a contract could not be read. */
type Unread = FaultyParts & {
  /** Whether all fields, all events or all signals are among it: nearly every name in the contract would be unknown. */
  readonly isPartial: boolean;
};

const nothingUnread: Unread = { ...nothingFaulty, isPartial: false };

/** The parts of contracts that findings on the shape are about, by the contract's path. */
function unreadParts(findings: readonly ConfigFinding[]): ReadonlyMap<string, Unread> {
  const byContract = new Map<string, Path[]>();
  for (const { at } of findings) {
    const contract = contractAt(at.path);
    if (contract === undefined) continue;
    const key = pathText(contract);
    byContract.set(key, [...(byContract.get(key) ?? []), at.path]);
  }
  return new Map([...byContract].map(([contract, paths]) => [contract, unreadAt(paths)]));
}

function unreadAt(paths: readonly Path[]): Unread {
  const parts = paths.flatMap((path) => contractPart(path) ?? []);
  const named = (kind: (typeof parts)[number]["kind"]) =>
    new Set(parts.flatMap((part) => (part.kind === kind ? [part.name] : [])));
  return {
    fields: named("fields"),
    events: named("events"),
    signals: named("signals"),
    line: new Set(paths.flatMap(lineParts)),
    isPartial: paths.some(isTableOfParts),
  };
}

function isTableOfParts(path: Path): boolean {
  const [kind, ...below] = path.slice(contractAt(path)?.length ?? path.length);
  return below.length === 0 && (kind === "fields" || kind === "events" || kind === "signals");
}
