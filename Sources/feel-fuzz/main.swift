import FEEL
import Foundation

// Gives made and spoilt texts to the FEEL and DMN engine.
//
//     feel-fuzz --seconds 60 --seed 7 Tests/FEELTests/Cases Rules
//     feel-fuzz --case 7:123 --minimise Tests/FEELTests/Cases Rules

TimeZones.install { name in
    guard !name.contains("..") else { return nil }
    return FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)").map { Array($0) }
}

func complain(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
}

/// The one case asked for: a file's text, or that of a seed and a number.
func singleCase(_ options: Options, _ number: Int) throws -> Case {
    guard let input = options.input else {
        return Case(seed: options.seed, index: number, corpus: Corpus(folders: options.folders))
    }
    guard let bytes = FileManager.default.contents(atPath: input) else {
        throw FuzzError.noFile(input)
    }
    return Case(seed: options.seed, index: number, target: options.target, bytes: Array(bytes))
}

/// Runs, shows or shortens one case; the exit code.
func runSingle(_ options: Options, _ number: Int) throws -> Int32 {
    let given = try singleCase(options, number)
    if options.isShowing {
        print(given.text)
        return 0
    }
    if options.isMinimising {
        let shorter = try Minimiser(options: options).minimised(given)
        print("\(shorter.name)\n\(shorter.text)")
        return 0
    }
    Worker.limitMemory()
    let hasFailed = DispatchSemaphore(value: 0)
    Worker.onThread(stack: options.stack) {
        Worker.watch(seconds: Worker.caseSeconds)
        let check = FuzzCheck(given)
        for failure in check.failures { print("FOUND \(given.name): \(failure)") }
        if !check.failures.isEmpty { hasFailed.signal() }
    }
    return hasFailed.wait(timeout: .now()) == .success ? 1 : 0
}

do {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    if let number = options.single ?? (options.input == nil ? nil : 0) {
        exit(try runSingle(options, number))
    }
    let corpus = Corpus(folders: options.folders)
    if let counters = options.counters {
        guard let progress = FuzzProgress(path: counters) else {
            throw FuzzError.noMemory(counters)
        }
        Worker.run(options, corpus: corpus, progress: progress)
        exit(0)
    }
    let found = try Driver(options: options, corpus: corpus).run()
    exit(found == 0 ? 0 : 1)
} catch let error as FuzzError {
    complain("feel-fuzz: \(error)")
    if case .noFile = error { exit(66) }
    exit(64)
} catch {
    complain("feel-fuzz: \(error)")
    exit(74)
}
