/** Dashboards drawn as one page, with data that is given. */
export { boundedPattern } from "./display";
export type { AnnotationEvents } from "./annotations";
export type { Frame, LinesFrame, LogLine, PanelData, SeriesFrame, TableFrame } from "./frame";
export { type Choice, type Choices, interpolate, type ListFormat } from "./interpolate";
export type { AlarmModel, AnnotationEvent, ChangeModel, ComparedModel, DashboardModel, PageModel } from "./model";
export { type ChartLibrary, previewPage } from "./page/document";
export { dataFor, previewOf, type PreviewInput, type PreviewSource } from "./preview";
export type { VariableValues } from "./variable";
