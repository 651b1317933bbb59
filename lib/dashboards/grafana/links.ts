import type { Board } from "../board";
import { environmentTag, type DashboardSettings, tag } from "./settings";

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
 * A list of the environment's dashboards, then the board's own links.
 *
 * @param types how the schema writes what a link leads to
 */
export function linksOf<Type>(
  { links = [] }: Board,
  { environment }: DashboardSettings,
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
    ...links.map(({ title, url }) => ({ ...plain, title, type: types.Link, url, icon: "external link" })),
  ];
}
