package dev.freshet.serving.grpc;

import dev.freshet.serving.problem.Problem;
import io.grpc.Status;

/** A problem as gRPC tells it. */
final class GrpcStatus {

  private GrpcStatus() {}

  static Status of(Problem problem) {
    Status status =
        switch (problem.kind()) {
          case STORE_UNREACHABLE, MODEL_NOT_LOADED -> Status.UNAVAILABLE;
          case DEADLINE_EXCEEDED -> Status.DEADLINE_EXCEEDED;
          case UNREADABLE_ROW -> Status.DATA_LOSS;
          case FAULT -> Status.INTERNAL;
          default -> Status.INVALID_ARGUMENT;
        };
    return status.withDescription(problem.kind().title() + ": " + problem.detail());
  }
}
