import { alarmOwner, alarmRunbook } from "./alarm-answer";
import { alarmDescription } from "./alarm-description";
import { alarmDimensions } from "./alarm-dimensions";
import { anomalySource, latencySamples, metricDimensions, metricUnknown, rateSense } from "./alarm-sources";
import { alarmStatistic } from "./alarm-statistic";
import { alarmUnheard } from "./alarm-unheard";
import { alarmUnknown } from "./alarm-unknown";
import { alarmWindow } from "./alarm-window";
import { anomalyPattern } from "./anomaly-pattern";
import { compositeCycle } from "./composite-cycle";
import { compositeElements, compositeParents } from "./composite-elements";
import { compositeAtLeast, compositeSize } from "./composite-size";
import { constructIds } from "./construct-ids";
import { dataProtection } from "./data-protection";
import { environmentIncomplete } from "./environment-incomplete";
import { environmentCycle, environmentUnknown } from "./environment-inheritance";
import { filterCount } from "./filter-count";
import { filterRegex, filterSelector } from "./filter-limits";
import { indexFields } from "./index-fields";
import { logClass } from "./log-class";
import { logIndexes } from "./log-indexes";
import { dimensionLimits, statisticRange } from "./metric-limits";
import { missingData } from "./missing-data";
import { nameClash, stackName } from "./name-clash";
import { alarmName, logGroupName, namespaceName, topicName } from "./name-limits";
import { placeholderUnknown } from "./placeholder-unknown";
import { quietHoursAlarms, quietHoursProvider, quietHoursSchedule } from "./quiet-hours";
import { quietHoursId, quietHoursWords } from "./quiet-hours-names";
import { routeMissing } from "./route-missing";
import { routeFifo, routeTwice } from "./route-targets";
import type { Rule } from "./rule";
import { sampledSignal } from "./sampled-signal";
import { serviceUnknown } from "./service-unknown";
import { severityOrder } from "./severity-order";
import { signalUnknown } from "./signal-unknown";
import { tagLimits } from "./tag-limits";
import { thresholdNever } from "./threshold-never";
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
  statisticRange,
  alarmWindow,
  missingData,
  metricUnknown,
  metricDimensions,
  anomalySource,
  rateSense,
  latencySamples,
  logClass,
  logIndexes,
  indexFields,
  anomalyPattern,
  placeholderUnknown,
  alarmOwner,
  alarmRunbook,
  alarmUnheard,
  constructIds,
  quietHoursSchedule,
  quietHoursWords,
  quietHoursProvider,
  quietHoursAlarms,
  quietHoursId,
  routeFifo,
  routeTwice,
  routeMissing,
  severityOrder,
  thresholdNever,
  sampledSignal,
  stackName,
  alarmName,
  nameClash,
  logGroupName,
  topicName,
  namespaceName,
  alarmDescription,
  dimensionLimits,
  tagLimits,
  dataProtection,
  compositeSize,
  compositeElements,
  compositeParents,
  compositeAtLeast,
  filterCount,
  filterRegex,
  filterSelector,
];
