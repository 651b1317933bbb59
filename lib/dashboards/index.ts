/** Dashboards from contract and plan: boards in the language of the house, JSON of Grafana and CloudWatch out. */
export type {
  Annotation,
  AskQuery,
  Board,
  Link,
  MathQuery,
  MetricQuery,
  Panel,
  PanelKind,
  Query,
  QueryStyle,
  Row,
  SourceKey,
  TextQuery,
  Threshold,
  Variable,
} from "./board";
export { type AlarmPlace, alarmPlaces } from "./alarm-places";
export { BoardError } from "./board-error";
export { boardsOf } from "./boards";
export { type Objective, sloBoards } from "./boards/slo";
export { type BoardsMaker, type BoardsScope, defineBoards } from "./define-boards";
export { type GrafanaDashboard, type GrafanaEmitter, grafanaEmitter, type GrafanaOptions } from "./grafana-dashboards";
export { boardUid } from "./ids";
export { alarmPanel } from "./measures";
export { signalPanel } from "./signal-panel";
export { dollars, unitIdOf } from "./units";
export { cloudWatchBody } from "./cloudwatch-body";
export { serviceBodies } from "./service-bodies";
export { SdkMissing } from "./grafana/sdk";
