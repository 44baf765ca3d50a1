/** Whether a text may hold container definitions of ECS. Free of VS Code, so that plain Node can test it. */

/** A JSON object or list; whether it defines containers is for the server to say. */
export function isDefinition(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
