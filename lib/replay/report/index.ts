/** Results of a replay and of scenarios, for terminals, pull requests, browsers, CI and machines. */
export { type BehaviourChanges, compareBehaviour, isBehaviourAlike } from "./behaviour/compare";
export { behaviourJson } from "./behaviour/json";
export { behaviourMarkdown } from "./behaviour/markdown";
export { behaviourText } from "./behaviour/terminal";
export { countsOf, type MessageCounts, type ReplayCounts } from "./counts";
export { type AlarmOfFault, type Fault, faultJson, faultsOf, othersText } from "./faults";
export { htmlReport } from "./html/page";
export { resultJson, resultJsonParts } from "./json";
export { type JunitCase, type JunitSuite, junitReport } from "./junit";
export { markdownReport } from "./markdown";
export { paintOf } from "./paint";
export { failureOf, junitOfReplay } from "./replay-suites";
export { scenarioSuites } from "./scenario-suites";
export { scenariosMarkdown } from "./scenarios-markdown";
export { scenariosReport } from "./scenarios-report";
export { type NextStep, terminalReport } from "./terminal";
