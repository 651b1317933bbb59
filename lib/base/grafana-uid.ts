/**
 * Most characters of a uid in Grafana.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#identifier-id-vs-unique-identifier-uid
 */
export const longestGrafanaUid = 40;

/** What a uid in Grafana looks like: of a dashboard, a folder, a data source, a rule. */
export const grafanaUidShape = new RegExp(`^[A-Za-z0-9_-]{1,${longestGrafanaUid}}$`);
