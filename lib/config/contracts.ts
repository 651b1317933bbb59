import { baseContract, checkContract, resolveContract, type Contract, type ContractDefinition } from "../contract";
import { append, own, type Path } from "../base";
import { withoutAbsent } from "./merge";
import { type ConfigFinding, problem, unknownName } from "./errors";
import type { ParsedConfig } from "./schema";
import { isContract, type ContractInput } from "./schema/contract";

/** The contracts of services that have a valid one, and the findings on the others. */
export interface ResolvedContracts {
  /** By the service's name. */
  readonly contracts: ReadonlyMap<string, Contract>;

  /** Paths start at the configuration. */
  readonly findings: readonly ConfigFinding[];
}

/** Checks and resolves contracts that are named or written inline. `names` are the contracts' names as written. */
export function resolveContracts(config: ParsedConfig, names: ReadonlySet<string>): ResolvedContracts {
  const resolver = new Resolver(config.contracts ?? {}, names);
  for (const name of Object.keys(config.contracts ?? {})) resolver.named(name);
  const contracts = new Map<string, Contract>();
  for (const [service, { contract: slot }] of Object.entries(config.services)) {
    const contract = resolver.slot(slot, service);
    if (contract !== undefined) contracts.set(service, contract);
  }
  return { contracts, findings: resolver.findings };
}

class Resolver {
  readonly findings: ConfigFinding[] = [];
  private readonly done = new Map<string, Contract | undefined>();
  private readonly under: string[] = [];

  constructor(
    private readonly table: Readonly<Record<string, ContractInput>>,
    private readonly names: ReadonlySet<string>,
  ) {}

  slot(slot: ParsedConfig["services"][string]["contract"], service: string): Contract | undefined {
    const path = ["services", service, "contract"];
    if (typeof slot === "string") return this.reference(slot, path);
    return isContract(slot) ? slot : this.definition(slot, slot.name ?? service, path);
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

  private reference(name: string, path: Path): Contract | undefined {
    if (name === baseContract.name && !this.names.has(name)) return baseContract;
    if (!this.names.has(name)) {
      this.findings.push(
        unknownName({
          rule: "contract-unknown",
          path,
          what: "contract",
          name,
          names: [...this.names, baseContract.name],
        }),
      );
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
    // Without its base, nearly every name in it would be unknown: one finding is enough.
    if (parent !== undefined && base === undefined) return undefined;
    const definition = {
      ...withoutAbsent(own),
      name,
      ...(base === undefined ? {} : { extends: base }),
    } as ContractDefinition;
    const findings = checkContract(definition);
    append(
      this.findings,
      findings.map((finding) => ({ ...finding, at: { ...finding.at, path: [...path, ...finding.at.path] } })),
    );
    return findings.some(({ severity }) => severity === "error") ? undefined : resolveContract(definition);
  }
}
