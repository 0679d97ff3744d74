// All scenarios in one process.
import './schema';
import './apollo';
import './urql';
import './relay';
import './live';
