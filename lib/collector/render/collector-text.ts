import { componentFacts, writtenType } from "../catalogue/look-up";
import type { CollectorTarget } from "../catalogue/facts";
import type { Collector } from "../model/collector";
import { type CollectorText, documentOf } from "./document-of";

/**
 * A configuration for one collector: types are called as its version calls them. Types that the catalogue does not know are written as they are.
 *
 * @throws {CollectorError} for what cannot be written
 */
export function collectorText(collector: Collector, { version }: CollectorTarget): CollectorText {
  return documentOf(collector, ({ kind, type }) => {
    const facts = componentFacts(kind, type);
    return facts === undefined ? type : writtenType(facts, version);
  });
}
