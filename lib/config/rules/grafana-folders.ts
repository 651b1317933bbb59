import { excerpt } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import { slug } from "../names";
import type { ConfigRule } from "./rule";
import { type WithGrafana, withGrafana } from "./with-grafana";

/** Folders of environments that share a Grafana: each is one, and none is in itself. */
export const grafanaFolders: ConfigRule<"grafana-folders"> = {
  id: "grafana-folders",
  check: (subject) => {
    const all = withGrafana(subject);
    const parents = new Map(all.flatMap(foldersOf).map(({ key, parent }) => [key, parent] as const));
    const owners = new Map<string, Folder>();
    return all.flatMap((each): ConfigFinding[] => {
      const { folder } = each.grafana;
      return [
        ...alikeTeams(each),
        ...foldersOf(each).flatMap((own): ConfigFinding[] => {
          const owner = owners.get(own.key);
          owners.set(own.key, owner ?? own);
          // Two in one environment are found above, and two environments of one name by another rule.
          return owner === undefined || owner.stack === own.stack
            ? []
            : [
                problem(
                  "grafana-folders",
                  each.at([]),
                  `the folder of ${own.what} has the uid ${own.uid}, and so has that of ${owner.what}`,
                  "Rename the team or one of the environments, or give each its own Grafana.",
                ),
              ];
        }),
        ...(folder.parent !== undefined && isInItself(keyOf(each, folder.uid), parents)
          ? [
              problem(
                "grafana-folders",
                each.at(["parentFolder"]),
                `${excerpt(folder.parent)} is the environment's own folder ${folder.uid}, or a folder in it`,
                "Write the uid of a folder that is not in it, or leave parentFolder out.",
              ),
            ]
          : []),
      ];
    });
  },
};

interface Folder {
  readonly uid: string;

  /** Its uid, and the Grafana that it is in. */
  readonly key: string;
  readonly parent: string | undefined;
  readonly what: string;
  readonly stack: string;
}

function foldersOf(each: WithGrafana): readonly Folder[] {
  const { environment } = each.plan;
  const { folder, stack, teams } = each.grafana;
  const key = keyOf(each, folder.uid);
  const parent = folder.parent === undefined ? undefined : keyOf(each, folder.parent);
  return [
    { uid: folder.uid, key, parent, what: `environment ${environment}`, stack },
    ...teams.map(({ team, uid }) => ({
      uid,
      key: keyOf(each, uid),
      parent: key,
      what: `team ${team} in environment ${environment}`,
      stack,
    })),
  ];
}

/** Until it has an address, each environment's Grafana is its own. */
function keyOf({ grafana, plan }: WithGrafana, uid: string): string {
  return JSON.stringify([grafana.url ?? { of: plan.environment }, uid]);
}

/** Teams whose folders would have one uid, or one construct id. */
function alikeTeams({ at, grafana, plan }: WithGrafana): readonly ConfigFinding[] {
  const owners = new Map<string, string>();
  return grafana.teams.flatMap(({ team }) => {
    const plain = slug(team).replaceAll("-", "");
    const owner = owners.get(plain);
    owners.set(plain, team);
    return owner === undefined
      ? []
      : [
          problem(
            "grafana-folders",
            at([]),
            `in environment ${plan.environment} the teams ${excerpt(owner)} and ${excerpt(team)} would have one folder, as only case and punctuation tell them apart`,
            "Write a team's name the same way everywhere, or give the teams different names.",
          ),
        ];
  });
}

function isInItself(folder: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let above = parents.get(folder); above !== undefined && !seen.has(above); above = parents.get(above)) {
    if (above === folder) return true;
    seen.add(above);
  }
  return false;
}
