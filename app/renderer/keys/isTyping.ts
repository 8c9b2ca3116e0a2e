/** Where keys are text or belong to what has the focus: fields, lists of choices, menus, sliders; and space on a button. */
const ownsKeys =
  'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"], [role="slider"], [role="menu"], [role="listbox"], [role="combobox"], [role="dialog"]'

/** Whether a key pressed there is meant for what is there. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(ownsKeys) !== null

/**
 * Space and enter press what has the focus, if that can be pressed. What was merely clicked does not count: on a sofa one
 * clicks a button and then reaches for the space bar.
 */
export const isPressing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('button, a, summary, input') && target.matches(':focus-visible')
