/* The API's reference: Swagger UI on our own document, nothing from elsewhere. */
globalThis.addEventListener("load", () => {
  /** @type {any} */ (globalThis).SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#reference",
    deepLinking: true,
    validatorUrl: null,
    docExpansion: "list",
  });
});
