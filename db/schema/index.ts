export * from "./analysis";
export * from "./discovery";
export * from "./exposure";
export * from "./history";
export * from "./identity";
export * from "./jobs";
export * from "./reference";
export * from "./releases";
