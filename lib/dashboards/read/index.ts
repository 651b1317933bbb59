/** Anybody's dashboards: what their JSON says, whichever schema it has. */
export type {
  Annotation,
  CloudWatchMetric,
  Dashboard,
  DataSourceRef,
  Grid,
  Link,
  Override,
  Panel,
  Query,
  QueryLanguage,
  Section,
  Thresholds,
  Variable,
} from "./dashboard";
export type { ReadProblem } from "./part";
export { type DashboardReading, MOST_DASHBOARD_BYTES, readDashboard } from "./read-dashboard";
