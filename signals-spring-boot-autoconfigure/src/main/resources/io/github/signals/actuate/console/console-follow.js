/**
 * The tab of the live part.
 */

import { mount } from './console-live.js';

export function open(panel, context) {
  const live = mount(panel, {
    endpoint: context.endpoint.base,
    onState: context.say,
    onCall: (call) => {
      location.hash = `wiring=${encodeURIComponent(call.uid)}`;
    }
  });
  return { show: () => {}, close: live.close };
}
