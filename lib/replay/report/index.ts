/** Results of a replay and of scenarios, for terminals, pull requests, browsers, CI and machines. */
export { htmlReport } from "./html/page";
export { resultJson, resultJsonParts } from "./json";
export { type JunitSuite, junitOfReplay, junitReport } from "./junit";
export { markdownReport } from "./markdown";
export { scenarioSuites } from "./scenario-suites";
export { scenariosMarkdown } from "./scenarios-markdown";
export { scenariosReport } from "./scenarios-report";
export { terminalReport } from "./terminal";
