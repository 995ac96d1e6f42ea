// What service managers started before there was one program: it goes with the name sagemaker-endpoint.
process.argv.splice(2, 0, 'start');
await import('./endpoint-reviewer.ts');
