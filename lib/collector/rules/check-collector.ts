import type { CollectorFinding, Report, Subject } from "./family";
import { collectorRules, type CollectorRuleId, families } from "./registry";

/** Everything that is wrong or doubtful in a collector's configuration, in the order of the rules. */
export function checkCollector(subject: Subject): readonly CollectorFinding<CollectorRuleId>[] {
  const findings: CollectorFinding<CollectorRuleId>[] = [];
  const report: Report<CollectorRuleId> = (rule, path, said, about) =>
    void findings.push(collectorRules.finding(rule, subject.placeOf(path, about), said));
  for (const { check } of families) check(subject, report);
  // What an alias repeats stands once.
  const seen = new Set<string>();
  return findings.filter(({ at: { column, line, path }, message, rule }) => {
    const where = JSON.stringify([rule, message, line === undefined ? path : [line, column]]);
    return seen.has(where) ? false : seen.add(where);
  });
}
