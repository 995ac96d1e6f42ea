# The bot in a container: `docker build --tag endpoint-reviewer .`, then see docs/operating.md#in-a-container.

# An image of Debian with Node 20.19 or later and npm. Both stages start from it. The newest Node 24 of 2026-12-02.
ARG BASE=docker.io/library/node:24.21.0-trixie-slim

FROM ${BASE} AS build
WORKDIR /build
# .dockerignore lets in what is needed. The package has neither sources nor what builds them, and is built already.
COPY . .
# If your registry needs a token: docker build --secret id=npmrc,src=$HOME/.npmrc
RUN --mount=type=secret,id=npmrc NPM_CONFIG_USERCONFIG=/run/secrets/npmrc npm ci --ignore-scripts
RUN if [ -d src ]; then npm run build && npm prune --omit=dev --ignore-scripts; fi

FROM ${BASE} AS run
# The container only runs node: package managers go, and a user that owns nothing but /data comes.
RUN rm -rf "$(npm root --global)" /opt/yarn-* \
  && cd "$(dirname "$(command -v node)")" && rm -f npm npx corepack yarn yarnpkg pnpm pnpx \
  && echo 'bot:x:10001:10001::/data:/usr/sbin/nologin' >>/etc/passwd \
  && mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json manifest.yml LICENSE ./
# The policy command tries a policy on them.
COPY examples/*.json examples/*.jsonl examples/policy.yml ./examples/

ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="Endpoint Reviewer" \
  org.opencontainers.image.description="A Slack bot that recommends how to serve a model on Amazon SageMaker AI" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.created="${CREATED}"

ENV NODE_ENV=production DATABASE_URL=file:/data/reviews.db PORT=3000
VOLUME /data
EXPOSE 3000
# By number, so that Kubernetes sees that it isn't root.
USER 10001:10001
# Node is process 1 and gets the signals itself. It starts no children that it would have to reap.
# Another command in place of start: docker run -i --rm endpoint-reviewer mcp
ENTRYPOINT ["node", "--enable-source-maps", "dist/endpoint-reviewer.js"]
CMD ["start"]
HEALTHCHECK --interval=15s --timeout=6s --start-period=20s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz', { signal: AbortSignal.timeout(5000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
