import type { Dashboard, Section } from "../read";
import { type Pair, paired } from "./pairs";
import type { PanelPair } from "./panel-pairs";

/** Pairs rows and tabs by title, then by most of their panels: a row may be renamed. */
export function sectionPairs(before: Dashboard, after: Dashboard, panels: readonly PanelPair[]): Pair<Section>[] {
  const key = ({ kind, title }: Section): string => `${kind} ${title ?? ""}`;
  return paired(before.sections, after.sections, [key, ({ title }) => title], (gone, come) =>
    byPanels(gone, come, before, after, panels),
  );
}

function byPanels(
  gone: readonly Section[],
  come: readonly Section[],
  before: Dashboard,
  after: Dashboard,
  panels: readonly PanelPair[],
): (readonly [Section, Section])[] {
  const [isGone, isCome] = [new Set(gone), new Set(come)];
  const common = new Map<Section, Map<Section, number>>();
  for (const { is, was } of panels) {
    const from = was?.section === undefined ? undefined : before.sections[was.section];
    const to = is?.section === undefined ? undefined : after.sections[is.section];
    if (from === undefined || to === undefined || !isGone.has(from) || !isCome.has(to)) continue;
    const counts = common.get(to) ?? new Map<Section, number>();
    common.set(to, counts.set(from, (counts.get(from) ?? 0) + 1));
  }
  const taken = new Set<Section>();
  return come.flatMap((is) => {
    const [best] = [...(common.get(is) ?? [])].filter(([was]) => !taken.has(was)).sort(([, a], [, b]) => b - a);
    if (best === undefined) return [];
    taken.add(best[0]);
    return [[best[0], is] as const];
  });
}
