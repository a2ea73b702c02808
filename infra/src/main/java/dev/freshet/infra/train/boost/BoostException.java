package dev.freshet.infra.train.boost;

/** The library refused something: a fault, since what it is given was checked. */
public final class BoostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BoostException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
