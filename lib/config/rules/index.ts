import { alarmOwner, alarmRunbook } from "./alarm-answer";
import { alarmDescription } from "./alarm-description";
import { alarmDimensions } from "./alarm-dimensions";
import { anomalySource, latencySamples, metricDimensions, metricUnknown, rateSense } from "./alarm-sources";
import { alarmStatistic } from "./alarm-statistic";
import { alarmUnknown } from "./alarm-unknown";
import { alarmWindow } from "./alarm-window";
import { compositeCycle } from "./composite-cycle";
import { compositeAtLeast, compositeSize } from "./composite-size";
import { constructIds } from "./construct-ids";
import { environmentIncomplete } from "./environment-incomplete";
import { environmentCycle, environmentUnknown } from "./environment-inheritance";
import { filterCount } from "./filter-count";
import { logClass } from "./log-class";
import { logIndexes } from "./log-indexes";
import { alarmName, logGroupName, namespaceName, topicName } from "./name-limits";
import { placeholderUnknown } from "./placeholder-unknown";
import { quietHoursAlarms, quietHoursProvider, quietHoursSchedule } from "./quiet-hours";
import { routeMissing } from "./route-missing";
import type { Rule } from "./rule";
import { serviceUnknown } from "./service-unknown";
import { severityOrder } from "./severity-order";
import { signalUnknown } from "./signal-unknown";
import { thresholdKind, thresholdUnknown } from "./threshold-override";

/** Every rule, in the order of its findings. */
export const rules: readonly Rule[] = [
  environmentUnknown,
  environmentCycle,
  environmentIncomplete,
  serviceUnknown,
  signalUnknown,
  alarmUnknown,
  compositeCycle,
  thresholdUnknown,
  thresholdKind,
  alarmDimensions,
  alarmStatistic,
  alarmWindow,
  metricUnknown,
  metricDimensions,
  anomalySource,
  rateSense,
  latencySamples,
  logClass,
  logIndexes,
  placeholderUnknown,
  alarmOwner,
  alarmRunbook,
  constructIds,
  quietHoursSchedule,
  quietHoursProvider,
  quietHoursAlarms,
  routeMissing,
  severityOrder,
  alarmName,
  logGroupName,
  topicName,
  namespaceName,
  alarmDescription,
  compositeSize,
  compositeAtLeast,
  filterCount,
];
