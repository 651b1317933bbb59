import { placeText } from "../../base";
import type { JunitSuite } from "./junit";
import type { Verdict } from "../scenarios";
import { failureLines } from "./scenarios-report";

/** Scenarios as tests: a suite for each, a case for each expectation, and one for what is wrong with the scenario itself. */
export function scenarioSuites(verdicts: readonly Verdict[]): JunitSuite[] {
  return verdicts.map(({ scenario, judgements, findings }) => ({
    name: scenario.name,
    cases: [
      ...findings.map(({ rule, at, message, fix }) => ({
        name: `${rule} at ${placeText(at)}`,
        failure: { message, text: `${placeText(at)}: ${message}\n${fix}` },
      })),
      ...judgements.map((judgement) => {
        const name = `${judgement.path}: ${judgement.text}`;
        if (judgement.held) return { name };
        const text = failureLines({ scenario, held: false, judgements: [judgement], findings: [] }).join("\n");
        return { name, failure: { message: `${judgement.text}: did not hold`, text } };
      }),
    ],
  }));
}
