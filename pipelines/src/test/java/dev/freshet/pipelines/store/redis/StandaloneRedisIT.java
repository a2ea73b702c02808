package dev.freshet.pipelines.store.redis;

class StandaloneRedisIT extends RedisContract {

  @Override
  RedisServers startServers() throws Exception {
    return RedisServers.standalone(false);
  }
}
