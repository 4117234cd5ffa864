export { MenuChoice, MenuHeading, MenuItem, MenuLink, MenuPanel, MenuRule } from "./menu-panel";
export { PopoverPanel } from "./popover-panel";
export { TooltipPanel } from "./tooltip-panel";
