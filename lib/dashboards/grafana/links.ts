import type { Board } from "../board";
import { boardTag, environmentTag, type DashboardSettings, tag } from "./settings";

/** A link at the top of a dashboard, as both schemas write it. */
interface GrafanaLink<Type> {
  readonly title: string;
  readonly type: Type;
  readonly icon: string;
  readonly tooltip: string;
  readonly url?: string;
  readonly tags: string[];
  readonly asDropdown: boolean;
  readonly targetBlank: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
}

/**
 * Lists of the environment's dashboards and of the same board in other environments, then the board's own links.
 *
 * @param types how the schema writes what a link leads to
 */
export function linksOf<Type>(
  { key, links = [] }: Board,
  { environment, project }: DashboardSettings,
  types: { readonly Dashboards: Type; readonly Link: Type },
): GrafanaLink<Type>[] {
  const plain = {
    icon: "",
    tooltip: "",
    tags: [],
    asDropdown: false,
    targetBlank: true,
    includeVars: false,
    keepTime: false,
  };
  return [
    {
      ...plain,
      title: "Dashboards",
      type: types.Dashboards,
      tags: [tag, environmentTag(environment)],
      asDropdown: true,
      targetBlank: false,
      keepTime: true,
    },
    {
      ...plain,
      title: "Environments",
      type: types.Dashboards,
      tags: [tag, boardTag(project, key)],
      asDropdown: true,
      targetBlank: false,
      keepTime: true,
    },
    ...links.map(({ title, url }) => ({ ...plain, title, type: types.Link, url, icon: "external link" })),
  ];
}
