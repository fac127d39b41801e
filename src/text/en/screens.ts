import type { Text } from "../text.ts"

export const screens: Text["screens"] = {}
