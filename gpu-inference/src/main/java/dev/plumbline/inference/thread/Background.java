package dev.plumbline.inference.thread;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Platform threads that the system runs when nobody else wants the core. On Linux a thread has a
 * nice value of its own, which Java's priorities do not reach; elsewhere they are ordinary threads.
 */
public final class Background {
    private static final int NICE = 10;
    private static final int THIS_THREAD = 0;
    private static final int BY_THREAD = 0; // PRIO_PROCESS, which names a thread on Linux
    private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

    private Background() {}

    /** Threads of a factory, which run their work in the background. */
    public static ThreadFactory threads(ThreadFactory factory) {
        return work ->
                factory.newThread(
                        () -> {
                            yieldToOthers();
                            work.run();
                        });
    }

    /** Lowers the calling thread's share for good; says whether the system did. */
    public static boolean yieldToOthers() {
        if (SET_PRIORITY.isEmpty()) {
            return false;
        }
        try {
            return (int) SET_PRIORITY.get().invokeExact(BY_THREAD, THIS_THREAD, NICE) == 0;
        } catch (Throwable e) {
            return false; // it runs as any other thread
        }
    }

    @SuppressWarnings("restricted") // a call of the system that takes and gives numbers
    private static Optional<MethodHandle> setPriority() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT);
        return linker.defaultLookup()
                .find("setpriority")
                .map(function -> linker.downcallHandle(function, type));
    }
}
