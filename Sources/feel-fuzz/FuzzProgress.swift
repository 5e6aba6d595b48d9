import Foundation

/// Counters in memory that two processes share: what the worker writes, the driver reads after it died.
///
/// One thread of one process writes at a time; the pointer itself never changes.
struct FuzzProgress: @unchecked Sendable {
    /// What is counted.
    enum Counter: Int, CaseIterable {
        /// The case that runs, or ran when the worker died.
        case current
        /// Cases done.
        case done
        /// Texts that the engine accepted.
        case accepted
        /// Cases of which a value other than null came.
        case valued
        /// Cases in which something was found.
        case failed
        /// The longest case, in microseconds of the processor.
        case slowest
        /// Which case that was.
        case slowestIndex
    }

    private let memory: UnsafeMutablePointer<Int>

    /// Maps a file; nil when it cannot be.
    init?(path: String) {
        let size = Counter.allCases.count * MemoryLayout<Int>.stride
        let file = open(path, O_RDWR | O_CREAT, 0o600)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard ftruncate(file, off_t(size)) == 0,
            let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
            mapped != MAP_FAILED
        else { return nil }
        memory = mapped.bindMemory(to: Int.self, capacity: Counter.allCases.count)
    }

    subscript(counter: Counter) -> Int {
        get { memory[counter.rawValue] }
        nonmutating set { memory[counter.rawValue] = newValue }
    }
}
