/** Results of a replay and of scenarios, for terminals, pull requests, browsers, CI and machines. */
export { type BehaviourChanges, compareBehaviour, isBehaviourAlike } from "./behaviour/compare";
export { behaviourJson } from "./behaviour/json";
export { behaviourItems, behaviourMarkdown } from "./behaviour/markdown";
export { behaviourHeadline } from "./behaviour/words";
export { behaviourText } from "./behaviour/terminal";
export { countsOf, type MessageCounts, type ReplayCounts } from "./counts";
export { type AlarmOfFault, type Fault, faultJson, faultsOf, othersText } from "./faults";
export { htmlReport } from "./html/page";
export { resultJson, resultJsonParts } from "./json";
export { type JunitCase, type JunitSuite, junitReport } from "./junit";
export { markdownReport } from "./markdown";
export { type Block, folded, fitted, row, table } from "./markdown-blocks";
export { paintOf } from "./paint";
export { failureOf, junitOfReplay } from "./replay-suites";
export { scenarioSuites } from "./scenario-suites";
export { scenariosMarkdown } from "./scenarios-markdown";
export { scenariosReport } from "./scenarios-report";
export { type NextStep, terminalReport } from "./terminal";
