package io.millrace.testkit.broker;

/** A process that starts a broker, says its pid and folder, and lives until it is killed. */
final class ParentMain {

    private ParentMain() {}

    public static void main(String[] args) throws Exception {
        BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()));
        System.out.println(broker.pid());
        System.out.println(broker.folder());
        Thread.currentThread().join();
    }
}
