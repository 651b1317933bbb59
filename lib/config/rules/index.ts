import { mathExpression, mathMetrics } from "./alarm-math";
import { absenceLate } from "./absence-late";
import { alarmOwner, alarmRunbook } from "./alarm-answer";
import { alarmDescription, alarmQueryCut } from "./alarm-description";
import { alarmQuery, alarmQueryFields } from "./alarm-query";
import { alarmQuestion } from "./alarm-question";
import { alarmDimensions } from "./alarm-dimensions";
import { anomalySource, latencySamples, metricDimensions, metricUnknown, rateSense } from "./alarm-sources";
import { alarmStatistic } from "./alarm-statistic";
import { alarmUnheard } from "./alarm-unheard";
import { alarmUnknown } from "./alarm-unknown";
import { alarmWindow } from "./alarm-window";
import { anomalyPattern } from "./anomaly-pattern";
import { collectorImage, collectorNetwork, collectorTask } from "./collector-ecs";
import { collectorNowhere, collectorSize, collectorTasks } from "./collector-size";
import { compositeCycle } from "./composite-cycle";
import { compositeAtLeast } from "./composite-at-least";
import { compositeElements, compositeParents, compositeSize } from "./composite-limits";
import { constructIds } from "./construct-ids";
import { dataProtection } from "./data-protection";
import { deadline } from "./deadline";
import { deletionProtectionProvider } from "./deletion-protection";
import { environmentIncomplete } from "./environment-incomplete";
import { environmentCycle, environmentUnknown } from "./environment-inheritance";
import { existingLogGroup, logWhere } from "./existing-log-group";
import { filterCount, filterRegex, filterSelector } from "./filter-limits";
import { grafanaAddress, grafanaPolicies, grafanaRoutes, grafanaTimezone, grafanaUnread } from "./grafana";
import { grafanaFolders } from "./grafana-folders";
import { importUnknown } from "./import-unknown";
import { indexFields } from "./index-fields";
import { alarmNames, filterNames, sharedMetric } from "./kept-names";
import { logClass } from "./log-class";
import { logIndexes } from "./log-indexes";
import { logsNone } from "./logs-none";
import { dimensionLimits, statisticRange } from "./metric-limits";
import { missingData } from "./missing-data";
import { dashboardNames, nameClash, stackName } from "./name-clash";
import { alarmName, logGroupName, namespaceName, topicName } from "./name-limits";
import { placeholderUnknown } from "./placeholder-unknown";
import { placeholderValue } from "./placeholder-value";
import { quietHoursAlarms, quietHoursProvider, quietHoursSchedule } from "./quiet-hours";
import { quietHoursId } from "./quiet-hours-id";
import {
  recommendedResource,
  recommendedSetting,
  recommendedSignals,
  recommendedTwice,
  recommendedUnknown,
} from "./recommended";
import { routeMissing } from "./route-missing";
import { routeOverlap, routeScope } from "./route-scope";
import { routeActions, routeFifo, routeTopic, routeTwice } from "./route-targets";
import { sampledSignal } from "./sampled-signal";
import { savedQueryLimits, savedQueryNames, savedQueryUnknown } from "./saved-queries";
import { serviceUnknown } from "./service-unknown";
import { severityOrder } from "./severity-order";
import { sharedAbsence, sharedLines, sharedLogSettings } from "./shared-log-group";
import { signalUnknown } from "./signal-unknown";
import { tagLimits } from "./tag-limits";
import { varUndefined, varUnused } from "./vars";
import { thresholdNever } from "./threshold-never";
import { thresholdKind, thresholdUnknown } from "./threshold-override";
import { vendedLogGroups } from "./vended-log-group";
import { warmUpProvider, warmUpTime } from "./warm-up";
import { samplingPriority, traceFilter, xrayCount, xrayIds, xrayProvider, xraySwitch } from "./xray";
import type { configurationRules } from "./registry/configuration";
import type { environmentRules } from "./registry/environments";
import type { CheckedRuleId } from "./registry";
import type { ConfigRule } from "./rule";

type Checks<Rules> = { readonly [Id in keyof Rules & CheckedRuleId]: ConfigRule<Id> };

/** Rules about what is written down, in the order of their findings. */
export const configurationChecks: Checks<typeof configurationRules> = {
  "environment-unknown": environmentUnknown,
  "environment-cycle": environmentCycle,
  "environment-incomplete": environmentIncomplete,
  "service-unknown": serviceUnknown,
  "signal-unknown": signalUnknown,
  "alarm-unknown": alarmUnknown,
  "alarm-names": alarmNames,
  "import-unknown": importUnknown,
  "composite-cycle": compositeCycle,
  "threshold-unknown": thresholdUnknown,
  "threshold-kind": thresholdKind,
  "alarm-dimensions": alarmDimensions,
  "alarm-statistic": alarmStatistic,
  "statistic-range": statisticRange,
  "alarm-window": alarmWindow,
  "absence-late": absenceLate,
  "missing-data": missingData,
  "metric-unknown": metricUnknown,
  "metric-dimensions": metricDimensions,
  "anomaly-source": anomalySource,
  "rate-sense": rateSense,
  "math-expression": mathExpression,
  "math-metrics": mathMetrics,
  "latency-samples": latencySamples,
  "log-class": logClass,
  "logs-none": logsNone,
  "existing-log-group": existingLogGroup,
  "log-where": logWhere,
  "log-indexes": logIndexes,
  "index-fields": indexFields,
  "anomaly-pattern": anomalyPattern,
  "placeholder-unknown": placeholderUnknown,
  "var-undefined": varUndefined,
  "var-unused": varUnused,
  "placeholder-value": placeholderValue,
  "alarm-owner": alarmOwner,
  "alarm-runbook": alarmRunbook,
  "alarm-unheard": alarmUnheard,
  "construct-id": constructIds,
  "quiet-hours-schedule": quietHoursSchedule,
  "quiet-hours-provider": quietHoursProvider,
  "deletion-protection-provider": deletionProtectionProvider,
  deadline,
  "warm-up-provider": warmUpProvider,
  "warm-up-time": warmUpTime,
  "xray-provider": xrayProvider,
  "route-fifo": routeFifo,
  "route-topic": routeTopic,
  "route-twice": routeTwice,
  "recommended-resource": recommendedResource,
  "recommended-unknown": recommendedUnknown,
  "recommended-signals": recommendedSignals,
  "recommended-twice": recommendedTwice,
  "recommended-setting": recommendedSetting,
};

/** Rules about the plans of environments: they run on the parts in which rules of the configuration found no error. */
export const environmentChecks: Checks<typeof environmentRules> = {
  "quiet-hours-alarms": quietHoursAlarms,
  "quiet-hours-id": quietHoursId,
  "route-missing": routeMissing,
  "route-scope": routeScope,
  "route-actions": routeActions,
  "route-overlap": routeOverlap,
  "severity-order": severityOrder,
  "threshold-never": thresholdNever,
  "sampled-signal": sampledSignal,
  "collector-size": collectorSize,
  "collector-network": collectorNetwork,
  "collector-image": collectorImage,
  "collector-task": collectorTask,
  "collector-nowhere": collectorNowhere,
  "collector-tasks": collectorTasks,
  "trace-filter": traceFilter,
  "xray-id": xrayIds,
  "xray-count": xrayCount,
  "sampling-priority": samplingPriority,
  "xray-switch": xraySwitch,
  "grafana-address": grafanaAddress,
  "grafana-timezone": grafanaTimezone,
  "grafana-unread": grafanaUnread,
  "grafana-routes": grafanaRoutes,
  "grafana-policies": grafanaPolicies,
  "grafana-folders": grafanaFolders,
  "stack-name": stackName,
  "alarm-name": alarmName,
  "name-clash": nameClash,
  "dashboard-name": dashboardNames,
  "saved-query-name": savedQueryNames,
  "saved-query-unknown": savedQueryUnknown,
  "saved-query-limits": savedQueryLimits,
  "log-group-name": logGroupName,
  "vended-log-group": vendedLogGroups,
  "shared-lines": sharedLines,
  "shared-log-settings": sharedLogSettings,
  "shared-absence": sharedAbsence,
  "topic-name": topicName,
  "namespace-name": namespaceName,
  "alarm-description": alarmDescription,
  "alarm-query": alarmQuery,
  "alarm-question": alarmQuestion,
  "alarm-query-cut": alarmQueryCut,
  "alarm-query-field": alarmQueryFields,
  "dimension-limits": dimensionLimits,
  "tag-limits": tagLimits,
  "data-protection": dataProtection,
  "composite-size": compositeSize,
  "composite-elements": compositeElements,
  "composite-parents": compositeParents,
  "composite-at-least": compositeAtLeast,
  "filter-name": filterNames,
  "shared-metric": sharedMetric,
  "filter-count": filterCount,
  "filter-regex": filterRegex,
  "filter-selector": filterSelector,
};
