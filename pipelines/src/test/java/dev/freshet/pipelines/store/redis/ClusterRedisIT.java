package dev.freshet.pipelines.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterRedisIT extends RedisContract {

  @Override
  RedisServers startServers() throws Exception {
    return RedisServers.cluster();
  }

  @Test
  void everyMasterHasItsMarker() throws Exception {
    putAndFlush(row(1, 1, 1, 1));

    for (int i = 0; i < 3; i++) {
      assertThat(servers().onServer(i, commands -> commands.keys("shop::marker:*").size() == 1))
          .isTrue();
    }
  }

  @Test
  void oneMasterThatLosesItsDataIsNoticed() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    Optional<String> identity = store.identity();

    servers().onServer(1, commands -> commands.flushall().equals("OK"));

    await(() -> !store.identity().equals(identity));
  }

  @Test
  void rowsFollowASlotToAnotherMaster() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    int slot = io.lettuce.core.cluster.SlotHash.getSlot("a");
    int owner = slot * 3 / 16_384;
    int other = (owner + 1) % 3;
    String[] ids = new String[3];
    for (int i = 0; i < 3; i++) {
      int server = i;
      servers()
          .onServer(
              i,
              commands -> {
                ids[server] = commands.clusterMyId();
                return true;
              });
    }
    servers().onServer(owner, commands -> commands.del("a") == 1);
    for (int i : new int[] {other, owner, 3 - owner - other}) {
      servers().onServer(i, commands -> commands.clusterSetSlotNode(slot, ids[other]).equals("OK"));
    }

    putAndFlush(row(1, 2, 1, 1));

    assertThat(servers().onServer(other, commands -> commands.exists("a") == 1)).isTrue();
  }
}
