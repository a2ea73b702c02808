package dev.freshet.pipelines.archive;

/** A folder for each entity's arrivals. */
final class ArrivalFolders extends DateFolders<Arrival> {

  private static final long serialVersionUID = 1L;

  @Override
  String folder(Arrival arrival) {
    return Archive.ARRIVALS + "/" + arrival.entity();
  }

  @Override
  long eventTime(Arrival arrival) {
    return arrival.eventTime();
  }

  @Override
  int partition(Arrival arrival) {
    return arrival.partition();
  }
}
