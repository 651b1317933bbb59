import { pathText, placeText } from "../../../base";
import { failureLines, judgementLines, numbersText } from "./lines";
import type { CollectorOutcome } from "./outcome";

/** Scenarios as tests: a suite for each, a case for each expectation and each error. Its shape is that of JUnit's report. */
export function collectorSuites({ verdicts }: CollectorOutcome) {
  return verdicts.map(({ scenario, judgements, findings }) => ({
    name: scenario.name,
    cases: [
      ...findings
        .filter(({ severity }) => severity === "error")
        .map((finding) => ({
          name: `${finding.rule} at ${placeText(finding.at)}`,
          failure: {
            message: finding.message,
            text: failureLines({ findings: [finding], judgements: [], decisions: [] }).join("\n"),
          },
        })),
      ...judgements.map((judgement) => {
        const name = `${pathText(judgement.path)}: ${judgement.text}`;
        if (judgement.held) return { name, output: `held${numbersText(judgement.numbers)}` };
        return {
          name,
          failure: { message: `${judgement.text}: did not hold`, text: judgementLines(judgement).join("\n") },
        };
      }),
    ],
  }));
}
