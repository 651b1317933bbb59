/** What changes between two dashboards, anybody's, as data and in words. */
export { type AlarmChange, panelAlarms } from "./alarm-details";
export type { DashboardChange, Detail, QueryDetail } from "./change";
export { dashboardChanges, isOfAlarms } from "./dashboard-changes";
export type { DashboardDocument } from "./documents";
export { type PanelPair, panelPairs } from "./panel-pairs";
export { paired } from "./pairs";
export { isShortened, plainText, type Sentence, sentencesOf, type Words } from "./words";
